/**
 * Accepts records from agency systems into the ledger: pushed by HTTP ({@code push}) or SOAP ({@code soap}), dropped as
 * files ({@code inbox}), read from their databases ({@code sql}), topics ({@code kafka}) and HTTP APIs ({@code rest}),
 * fetched from SFTP servers ({@code sftp}), or fetched from a dossier exchange ({@code exchange}). A source is told
 * "taken" only when the record is on disk; the same record told twice is owed once. A room with a door of its own, as
 * the portal's, enters by the same face.
 *
 * <p>All go through one face, {@link vn.lienthong.intake.Intake}: first a record is examined by the mapping its flow
 * uses, so that its sender hears of bad data at once; then it is entered, as it came, good or bad. Files, tables,
 * topics, APIs and exchanges are a {@link vn.lienthong.intake.Source}; one common test holds all of them to the same
 * promises. A record that cannot be mapped is kept as a dead letter and can be replayed when the mapping or the data is
 * put right. Only what is no record at all (not JSON, a file cut off in the middle) is turned away, and nothing of it
 * is kept in the ledger.
 *
 * <p>When the ledger takes no more, or more comes than there is room for, pushes are answered 503 with Retry-After, at
 * once, and rows of files and tables wait where they are and go on by themselves. What all bodies together use is bounded, in
 * memory and on disk, whoever sends them and however slowly.
 *
 * <p>It never alters a record, never decides by a file's name what its rows mean, and never repeats a body in an answer, a
 * report or a log.
 */
@ApplicationModule(allowedDependencies = {"connections", "dossier", "mapping", "ledger", "relay", "soap"})
@NullMarked
package vn.lienthong.intake;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
