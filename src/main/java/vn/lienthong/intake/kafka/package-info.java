/**
 * Messages of topics on a ministry's own Kafka brokers. A route names a broker ({@code brokers.<name>} of the settings)
 * and a topic; each message is a record; see {@link vn.lienthong.intake.kafka.Subscription}.
 *
 * <p>How far each partition was read is a memo of the ledger, written in the transaction that enters a page: a restart repeats
 * nothing, and of several processes one enters a page and the others learn that it is done. The group's offsets at the broker
 * follow afterwards, for those who watch the lag there; nothing is ever read by them. The order within a partition is kept,
 * so a producer gives all messages of a dossier the same key.
 *
 * <p>A topic is known by its own id as well as by its name: one that was deleted and made anew has other messages at the same
 * offsets, so it is read from its beginning, and that is told. Partitions that are added are read from their beginning too.
 *
 * <p>Nothing is read but what is committed by its producer, no topic is made, and no message passed over: if a broker has
 * thrown messages away before they were read, that is told by health and console until the route is started anew.
 */
@NullMarked
package vn.lienthong.intake.kafka;

import org.jspecify.annotations.NullMarked;
