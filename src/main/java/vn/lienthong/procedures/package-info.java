/**
 * The portal's procedures as it tells of them, version by version: what is new, what changed, what is gone. They are pulled
 * each night or when a person asks: the list ({@code LayDanhSachTTHC}), then each procedure in full ({@code LayThuTuc}), since
 * the list shows codes and names alone and a changed fee or paper only there; then the dictionaries.
 *
 * <p>Promises: a new version is kept only if what the portal says has changed, not how it writes it, and what is kept is what it
 * wrote. Nothing is called gone by its absence alone: the list must have come whole, and the portal, asked by code, must say
 * that it has none; if too much is missing at once, nothing is, and a person is told. What cannot be read changes nothing.
 *
 * <p>A {@link vn.lienthong.procedures.Pull pull} is a durable piece of work, kept as one memo: it goes on where it stood after a
 * restart, one process at a time takes a step, and no more is asked in a second than a setting says. While the portal cannot
 * be asked, or its breaker is open, it waits and says why. It changes nothing at the portal.
 *
 * <p>Each new version is also a record, as the portal told it, for the flows that take it: entered through {@code intake} as
 * any other source's, each once and in order, and delivered by its route.
 * {@link vn.lienthong.procedures.Procedures} and {@link vn.lienthong.procedures.Pulls} are the face.
 */
@ApplicationModule(allowedDependencies = {"dossier", "ledger", "relay", "intake", "npsp"})
@NullMarked
package vn.lienthong.procedures;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
