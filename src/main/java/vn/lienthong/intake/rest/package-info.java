/**
 * Records that a ministry's system gives by its own HTTP API, as pages of JSON. A route names an API ({@code apis.<name>} of the
 * settings), a path, and where in an answer records are; see {@link vn.lienthong.intake.rest.Pull}.
 *
 * <p>With a {@code time}, rounds begin the overlap behind a mark, the newest time taken, and the API is asked for what
 * changed {@code since}; it must give records in the order of that time, and an answer in another order is refused
 * whole: the mark would pass over what comes late. The mark is a memo of the ledger, written in the transaction that
 * enters the page, and never passes the present. Where pages have numbers a round goes on from the time of a page's
 * last record as soon as that is later than where it began, so that records which move to the end while pages are read
 * shift no other out of sight. Without a time every round reads all; what the ledger knows it drops.
 *
 * <p>Requests go to the one host of the settings, by GET, redirects and links included. An answer is bounded in size,
 * depth and time. One that is not what the route declares is a named fault and nothing of it is taken; keys, tokens and
 * bodies reach no log.
 */
@NullMarked
package vn.lienthong.intake.rest;

import org.jspecify.annotations.NullMarked;
