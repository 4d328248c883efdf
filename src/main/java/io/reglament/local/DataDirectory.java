package io.reglament.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The directory that holds everything of the local profile, for one running application at a time: the operating system
 * frees the lock with the process, however that ends.
 */
public class DataDirectory implements AutoCloseable {

    /** Far behind the text in the file: Windows refuses to read a locked region. */
    private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

    private final Path root;
    private final FileChannel channel;
    private final FileLock lock;

    /**
     * @param directory created where it does not exist
     * @throws LocalStartFailure if another running application uses it, or it cannot be written
     */
    public DataDirectory(Path directory) {
        try {
            root = Files.createDirectories(directory.toAbsolutePath().normalize())
                    .toRealPath();
            channel = FileChannel.open(
                    root.resolve("reglament.lock"),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new LocalStartFailure(
                    "The data directory " + directory.toAbsolutePath().normalize() + " cannot be used: " + e,
                    "Make it writable, or choose another one with --reglament.local.data=<directory>.",
                    e);
        }
        try {
            lock = acquire();
            if (lock == null) {
                LocalStartFailure failure = new LocalStartFailure(
                        "The data directory " + root + " is in use by another running Reglament" + holder() + ".",
                        "Stop that one first, or start this one with --reglament.local.data=<another directory>.",
                        null);
                channel.close();
                throw failure;
            }
            channel.truncate(0);
            channel.write(
                    ByteBuffer.wrap(
                            String.valueOf(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)),
                    0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @return the directory's real, absolute path */
    public Path root() {
        return root;
    }

    @Override
    public void close() throws IOException {
        lock.release();
        channel.close();
    }

    private FileLock acquire() throws IOException {
        try {
            return channel.tryLock(LOCKED_BYTE, 1, false);
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private String holder() throws IOException {
        ByteBuffer text = ByteBuffer.allocate(20);
        channel.read(text, 0);
        String pid = new String(text.array(), 0, text.position(), StandardCharsets.US_ASCII).strip();
        return pid.isEmpty() ? "" : " (process " + pid + ")";
    }
}
