package io.aiops4j.core.review;

/** What can be done with a proposal. From which state each is legal stands in one table, {@code Moves}. */
public enum Move {
    /** A change was put into the queue. */
    SUBMIT,
    /** A reviewer took it up, so that no two judge it at once. */
    CLAIM,
    /** The reviewer who took it up gave it back. */
    RELEASE,
    /** A person approved exactly its bytes. */
    APPROVE,
    /** A person said no. */
    REJECT,
    /** A person wants it changed first. */
    REQUEST_CHANGES,
    /** It was edited: what is new waits in its place. */
    EDIT,
    /** Its author, or an approver, took it out of the queue. */
    WITHDRAW,
    /** It became more or less urgent. */
    PRIORITISE,
    /** Its approval was taken back. */
    REVOKE,
    /** Its approval was for one use, and was used. */
    USE,
    /** Something that this version cannot read, or that was not legal: it closes the proposal. */
    UNREADABLE
}
