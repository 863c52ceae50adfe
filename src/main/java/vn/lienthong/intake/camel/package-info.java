/**
 * Lets routes reach intake: {@code intake:inbox} gives pages of dropped files, {@code intake:sql} pages of table rows,
 * {@code intake:soap} the record of each SOAP call, {@code intake:exchange} pages of dossiers that wait at an exchange,
 * {@code intake:kafka} pages of a topic's messages, {@code intake:rest} pages of an HTTP API's records,
 * {@code intake:sftp} pages of files of an SFTP server; {@code intake:enter} enters them. Rooms with a
 * source of their own (the portal's questions) make its endpoint from {@link SourceEndpoint}.
 */
@NamedInterface("camel")
@NullMarked
package vn.lienthong.intake.camel;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
