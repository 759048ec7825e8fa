package io.aiops4j.jmh.eval;

/** What a made series is a measurement of. */
enum LeakKind {
    HEAP,
    POOL,
    DISK,
    DESCRIPTORS,
    QUEUE,
    CERTIFICATE
}
