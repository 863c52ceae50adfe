package vn.lienthong.procedures;

import java.time.Instant;

/**
 * What the portal said of a procedure from one time to another.
 *
 * @param hash of what it says, however it is written
 * @param seenAt when it was first told so
 * @param lastSeenAt when it was told so last
 */
public record ProcedureVersion(int version, String hash, Instant seenAt, Instant lastSeenAt) {}
