package io.reglament.request;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Enumeration;
import java.util.NoSuchElementException;
import java.util.function.IntFunction;

/** A file of the database as a stream that holds one slice of it at a time. */
final class FileSlices implements Enumeration<InputStream> {

    /** Bytes of a slice. */
    static final int SIZE = 1024 * 1024;

    private final IntFunction<byte[]> source;
    private int no;
    private byte[] next;

    private FileSlices(IntFunction<byte[]> source) {
        this.source = source;
    }

    /** @param source the slices from 0 on; empty behind the last one */
    static InputStream open(IntFunction<byte[]> source) {
        return new SequenceInputStream(new FileSlices(source));
    }

    @Override
    public boolean hasMoreElements() {
        if (next == null) {
            next = source.apply(no++);
        }
        return next.length > 0;
    }

    @Override
    public InputStream nextElement() {
        if (!hasMoreElements()) {
            throw new NoSuchElementException();
        }
        InputStream slice = new ByteArrayInputStream(next);
        next = null;
        return slice;
    }
}
