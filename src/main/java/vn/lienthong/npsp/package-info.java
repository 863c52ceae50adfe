/**
 * The National Public Service Portal: its messages, its session, its answers. Facts are cited by section of the interface
 * fact sheet (npsp), assumptions by their number (A-nn); each assumption is a setting or a line of the policy.
 *
 * <p>Promises: a message is called delivered only on a clear yes; what may have arrived is called unanswered, never
 * failed; a dossier is created or updated by our own receipts, else by asking ({@code TraCuuHoSo}), and "not there" is
 * never confused with "could not ask". All workers of all processes share one login, and no answer costs more than one
 * login; it lies in the ledger, sealed with the account's password. A worker that has lost its dossier sends nothing more
 * of it. A session, a password or a body never reaches a log, a problem or an attempt's record.
 *
 * <p>In shadow mode the portal is asked what it has and is sent nothing; the message as it would have gone is kept with what
 * it would change, field by field as far as the portal tells. Problems quote the portal without the people it names.
 *
 * <p>What the portal sends us comes in by a door of its own ({@code inbound}). A dossier that was filed on the portal is
 * never pushed back: its status goes with {@code DongBoTrangThaiHoSo} alone.
 *
 * <p>Questions asked on the portal are a source of records ({@code questions}); answers and ratings go there like
 * dossiers (npsp 8).
 *
 * <p>The room sends when it is told to and keeps nothing but its session and the procedure catalogue: what is owed, when
 * it is tried again and how fast is for the relay. {@link vn.lienthong.npsp.NpspClient} is the face; the {@code camel}
 * package lets routes reach it.
 */
@ApplicationModule(
        allowedDependencies = {
            "dossier",
            "ledger",
            "relay",
            "relay :: camel",
            "intake",
            "intake :: camel",
            "intake :: door"
        })
@NullMarked
package vn.lienthong.npsp;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
