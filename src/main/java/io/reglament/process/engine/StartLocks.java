package io.reglament.process.engine;

/** Keys of the PostgreSQL advisory locks that keep two starting nodes apart. */
final class StartLocks {

    static final long ENGINE_SCHEMA = 0x7265676C_0001L;
    static final long MODELS = 0x7265676C_0002L;

    private StartLocks() {}
}
