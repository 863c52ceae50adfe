/**
 * What keeps the connector running and shows that it does; it decides nothing of a dossier.
 *
 * <p><em>Before the start</em> everything is refused that would begin something else than was meant, each with a text that names
 * the setting and what to do: arguments that are no settings, unknown or doubtful ones, secrets that cannot be read, ports and
 * folders that are not to be had ({@code …Analysis} turn what Spring says of such a thing into that text).
 *
 * <p><em>While it runs</em> work goes on in small steps that several processes may share: jobs of people, retention (by a time
 * that does not believe a clock that leapt), versions of mappings that are kept. {@code routes} keeps what runs in step with the
 * route files.
 *
 * <p><em>To be watched</em>: health, of which a counterpart that is down, a broken file or a silent source is never a part that
 * gets the connector restarted, and metrics, refreshed on their own and never by whoever asks for them.
 *
 * <p><em>Commands</em> ({@code CommandLine}) start no server and no Spring context. Those that tell a running connector something
 * do so by its API, since it alone writes its books.
 */
@ApplicationModule(allowedDependencies = {"dossier", "mapping", "ledger", "relay", "npsp", "paygov"})
@NullMarked
package vn.lienthong.operations;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
