package io.reglament.local.mailserver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/**
 * Every mail that SMTP accepted, one file each: {@code <root>/<address>/<id>.eml}, byte for byte as received below the
 * server's two trace headers. Nothing is ever deleted here: a mail that a mail client deletes is back after a restart.
 */
public class MailFiles {

    private static final Pattern ID = Pattern.compile("\\d{13}-\\d{6}");
    private static final String SUFFIX = ".eml";
    private static final String SPOOL = "#spool";
    private static final int LONGEST_NAME = 200;

    private final Path root;
    private final Path spool;
    private final Clock clock;
    private final AtomicInteger sequence = new AtomicInteger();

    /**
     * @param id sorts by time of receipt within a mailbox
     * @param size octets
     */
    public record MailFile(String address, String id, Path file, Instant receivedAt, long size) {}

    /** @param root created where it does not exist; what an earlier run had not finished receiving is removed */
    public MailFiles(Path root, Clock clock) {
        this.root = root;
        this.spool = root.resolve(SPOOL);
        this.clock = clock;
        try {
            Files.createDirectories(spool);
            for (Path unfinished : children(spool, "*")) {
                Files.delete(unfinished);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @return the address in the one form under which its mailbox is known */
    public static String normalised(String address) {
        return address.strip().toLowerCase(Locale.ROOT);
    }

    /** @return whether a mailbox of this name can exist: not empty, no control characters, and not too long for a file */
    public static boolean isMailbox(String address) {
        return !address.isBlank()
                && address.chars().noneMatch(Character::isISOControl)
                && encoded(normalised(address)).length() <= LONGEST_NAME;
    }

    /** @return a new empty file to receive a mail into; {@link #keep} or the caller ends it */
    Path spool() throws IOException {
        return Files.createTempFile(spool, "mail", ".tmp");
    }

    /** Files a received mail; on return it survives a power cut. The spooled file stays, for further recipients. */
    MailFile keep(Path spooled, String address) throws IOException {
        Path mailbox = root.resolve(encoded(normalised(address)));
        if (!Files.isDirectory(mailbox)) {
            Files.createDirectories(mailbox);
            force(root);
        }
        Instant now = clock.instant();
        String id = "%013d-%06d".formatted(now.toEpochMilli(), sequence.getAndIncrement() % 1_000_000);
        Path copy = spool();
        Files.copy(spooled, copy, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel channel = FileChannel.open(copy, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Path file = Files.move(copy, mailbox.resolve(id + SUFFIX), StandardCopyOption.ATOMIC_MOVE);
        force(mailbox);
        return new MailFile(normalised(address), id, file, now, Files.size(file));
    }

    /**
     * @param before only mails older than this id; null starts with the newest
     * @return at most {@code limit} mails, newest first
     */
    public List<MailFile> newest(String address, int limit, String before) {
        Path mailbox = root.resolve(encoded(normalised(address)));
        if (!Files.isDirectory(mailbox)) {
            return List.of();
        }
        try {
            return children(mailbox, "*" + SUFFIX).stream()
                    .map(MailFiles::idOf)
                    .filter(id -> ID.matcher(id).matches() && (before == null || id.compareTo(before) < 0))
                    .sorted(Comparator.reverseOrder())
                    .limit(limit)
                    .map(id -> describe(normalised(address), mailbox.resolve(id + SUFFIX)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @return the mail of that mailbox, empty where there is none or the id is not one of ours */
    public Optional<MailFile> find(String address, String id) {
        if (!isMailbox(address) || !ID.matcher(id).matches()) {
            return Optional.empty();
        }
        Path file = root.resolve(encoded(normalised(address))).resolve(id + SUFFIX);
        return Files.isRegularFile(file) ? Optional.of(describe(normalised(address), file)) : Optional.empty();
    }

    /** @return the addresses that ever got mail, in alphabetical order */
    public List<String> addresses() {
        try {
            return children(root, "*").stream()
                    .map(path -> path.getFileName().toString())
                    .filter(name -> !name.equals(SPOOL))
                    .map(MailFiles::decoded)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static MailFile describe(String address, Path file) {
        try {
            String id = idOf(file);
            Instant receivedAt = Instant.ofEpochMilli(Long.parseLong(id.substring(0, 13)));
            return new MailFile(address, id, file, receivedAt, Files.size(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String idOf(Path file) {
        String name = file.getFileName().toString();
        return name.substring(0, Math.max(0, name.length() - SUFFIX.length()));
    }

    private static List<Path> children(Path directory, String glob) throws IOException {
        List<Path> children = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory, glob)) {
            stream.forEach(children::add);
        }
        return children;
    }

    /** Makes a rename in this directory durable. Windows cannot open a directory, and needs no such step. */
    private static void force(Path directory) throws IOException {
        if (directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    /** Letters, digits and the marks that every file system takes stay readable, the rest becomes %XX of its UTF-8. */
    static String encoded(String address) {
        StringBuilder name = new StringBuilder();
        byte[] bytes = address.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            char c = (char) (bytes[i] & 0xff);
            boolean plain = c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || "@_+-=".indexOf(c) >= 0;
            // A dot at either end would be "..", hidden, or cut off by Windows.
            boolean innerDot = c == '.' && i > 0 && i < bytes.length - 1;
            name.append(plain || innerDot ? String.valueOf(c) : "%%%02x".formatted((int) c));
        }
        return name.toString();
    }

    static String decoded(String name) {
        return URLDecoder.decode(name.replace("+", "%2b"), StandardCharsets.UTF_8);
    }
}
