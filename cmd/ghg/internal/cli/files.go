package cli

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// The permissions of files and folders.
const (
	secret    = 0o600 // of a private key
	readable  = 0o644
	enterable = 0o755
)

// writeFile writes a file that has its name only when it is whole, in the place of an older one. A device and a pipe are written
// to.
func writeFile(name string, write func(io.Writer) error) error {
	if err := notFolder(name); err != nil {
		return err
	}
	if info, err := os.Stat(name); err == nil && !info.Mode().IsRegular() {
		return writeDevice(name, write)
	}
	temporary, err := writeTemporary(filepath.Dir(name), filepath.Base(name), write)
	if err == nil {
		err = os.Rename(temporary, name)
	}
	if err != nil {
		return errors.Join(plain(err), removed(temporary))
	}
	return nil
}

// creatable returns an error if no file can have the name, before there is something to write: it is that of a folder, or the folder
// it would be in is not there.
func creatable(name string) error {
	if err := notFolder(name); err != nil {
		return err
	}
	return placeError(name, nil)
}

func notFolder(name string) error {
	if info, err := os.Stat(name); err == nil && info.IsDir() {
		return fmt.Errorf("%s is a folder: want the name of a file", name)
	}
	return nil
}

// writeDevice writes to a device or a pipe, nothing if it fails before.
func writeDevice(name string, write func(io.Writer) error) error {
	var whole bytes.Buffer
	if err := write(&whole); err != nil {
		return err
	}
	f, err := os.OpenFile(name, os.O_WRONLY, 0)
	if err != nil {
		return plain(err)
	}
	_, err = whole.WriteTo(f)
	return plain(errors.Join(err, f.Close()))
}

// writeText writes a file whole or not at all, in the place of an older one.
func writeText(name string, text []byte) error {
	return writeFile(name, func(w io.Writer) error {
		_, err := w.Write(text)
		return err
	})
}

// writeTemporary writes a file under a temporary name in the folder, and returns that name.
func writeTemporary(dir, name string, write func(io.Writer) error) (string, error) {
	f, err := os.CreateTemp(dir, "."+name+".*")
	if err != nil {
		return "", placeError(filepath.Join(dir, name), err)
	}
	b := bufio.NewWriterSize(f, 1<<16)
	if err = write(b); err == nil {
		err = b.Flush()
	}
	if err == nil {
		err = errors.Join(f.Chmod(readable), f.Sync())
	}
	err = errors.Join(err, f.Close())
	if of := (*fs.PathError)(nil); errors.As(err, &of) && of.Path == f.Name() {
		err = placeError(filepath.Join(dir, name), err)
	}
	return f.Name(), err
}

// newFile writes a file that does not exist yet.
func newFile(name string, text []byte, mode fs.FileMode) error {
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	switch {
	case errors.Is(err, fs.ErrExist):
		return errExists(name)
	case err != nil:
		return placeError(name, err)
	}
	_, err = f.Write(text)
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		return errors.Join(plain(err), removed(name)) // it holds a part only
	}
	return nil
}

func errExists(name string) error {
	return fmt.Errorf("%s exists: want a name that is free, since files are never overwritten", name)
}

// placeError says why a file cannot be created or written, by its own name and not by a temporary one; without an error, whether its
// folder is missing.
func placeError(name string, err error) error {
	dir := filepath.Dir(name)
	if _, missing := os.Stat(dir); errors.Is(missing, fs.ErrNotExist) {
		return fmt.Errorf("%s: there is no folder %s", name, dir)
	}
	var of *fs.PathError
	if errors.As(err, &of) {
		return fmt.Errorf("%s: %w", name, of.Err)
	}
	return err
}

// removed removes a file that may not be there.
func removed(name string) error {
	if name == "" {
		return nil
	}
	if err := os.Remove(name); err != nil && !errors.Is(err, os.ErrNotExist) {
		return plain(err)
	}
	return nil
}

// notFile returns an error if a file has the name that a folder is to have.
func notFile(name string) error {
	if info, err := os.Stat(name); err == nil && !info.IsDir() {
		return fmt.Errorf("%s is a file: want the name of a folder", name)
	}
	return nil
}

// makeFolder makes a folder that may be there.
func makeFolder(name string) error {
	if err := notFile(name); err != nil {
		return err
	}
	return plain(os.MkdirAll(name, enterable))
}
