package io.aiops4j.core.stores;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A disk that fails when it is told to, and counts what it forces. */
final class FaultyDisk implements Disk {

    final AtomicInteger forces = new AtomicInteger();
    final AtomicInteger writersToOpen = new AtomicInteger(Integer.MAX_VALUE);
    volatile long bytesLeft = Long.MAX_VALUE;
    volatile boolean forceFails;
    volatile boolean truncateFails;
    volatile CountDownLatch still = new CountDownLatch(0);

    @Override
    public FileChannel open(Path path, OpenOption... options) throws IOException {
        FileChannel channel = FileChannel.open(path, options);
        if (!List.of(options).contains(StandardOpenOption.WRITE)) {
            return channel;
        }
        if (writersToOpen.getAndDecrement() <= 0) {
            channel.close();
            throw new IOException("Input/output error");
        }
        return new Channel(channel);
    }

    private final class Channel extends FileChannel {

        private final FileChannel real;

        Channel(FileChannel real) {
            this.real = real;
        }

        @Override
        public int write(ByteBuffer source, long position) throws IOException {
            if (bytesLeft < source.remaining()) {
                ByteBuffer some = source.slice(source.position(), (int) Math.max(0, bytesLeft));
                bytesLeft = 0;
                real.write(some, position);
                throw new IOException("No space left on device");
            }
            bytesLeft -= source.remaining();
            return real.write(source, position);
        }

        @Override
        public void force(boolean metaData) throws IOException {
            try {
                still.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            if (forceFails) {
                throw new IOException("Input/output error");
            }
            forces.incrementAndGet();
            real.force(metaData);
        }

        @Override
        public FileChannel truncate(long size) throws IOException {
            if (truncateFails) {
                throw new IOException("Input/output error");
            }
            real.truncate(size);
            return this;
        }

        @Override
        public int read(ByteBuffer target) throws IOException {
            return real.read(target);
        }

        @Override
        public long read(ByteBuffer[] targets, int offset, int length) throws IOException {
            return real.read(targets, offset, length);
        }

        @Override
        public int write(ByteBuffer source) throws IOException {
            return real.write(source);
        }

        @Override
        public long write(ByteBuffer[] sources, int offset, int length) throws IOException {
            return real.write(sources, offset, length);
        }

        @Override
        public long position() throws IOException {
            return real.position();
        }

        @Override
        public FileChannel position(long position) throws IOException {
            real.position(position);
            return this;
        }

        @Override
        public long size() throws IOException {
            return real.size();
        }

        @Override
        public long transferTo(long position, long count, WritableByteChannel target) throws IOException {
            return real.transferTo(position, count, target);
        }

        @Override
        public long transferFrom(ReadableByteChannel source, long position, long count) throws IOException {
            return real.transferFrom(source, position, count);
        }

        @Override
        public int read(ByteBuffer target, long position) throws IOException {
            return real.read(target, position);
        }

        @Override
        public MappedByteBuffer map(MapMode mode, long position, long size) throws IOException {
            return real.map(mode, position, size);
        }

        @Override
        public FileLock lock(long position, long size, boolean shared) throws IOException {
            return real.lock(position, size, shared);
        }

        @Override
        public FileLock tryLock(long position, long size, boolean shared) throws IOException {
            return real.tryLock(position, size, shared);
        }

        @Override
        protected void implCloseChannel() throws IOException {
            real.close();
        }
    }
}
