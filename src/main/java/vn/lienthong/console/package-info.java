/**
 * Pages and API for the people who run the connector. Holds no rule of its own: it shows what other rooms know, and
 * passes on the four verbs (hold, release, replay, cancel), each with a name and a reason.
 *
 * <p>{@code doors} decides who may come in: on loopback anyone at the machine, elsewhere only keys and accounts.
 * {@code api} answers {@code /api} in JSON, as {@code openapi/lienthong.yaml} says; {@code pages} answers people. What both
 * show is put together once, here. Every refusal is a {@link vn.lienthong.dossier.Problem}: the same code and the same
 * words on a page, in the API and in the logs. Bodies of records leave this room word for word only towards the role
 * {@code see-bodies}; pages show them to {@code see} with what the contracts do not call harmless masked
 * ({@link vn.lienthong.mapping.Masking}), and the API leaves them out. Always as text, never as markup.
 */
@ApplicationModule(
        allowedDependencies = {
            "dossier",
            "mapping",
            "ledger",
            "relay",
            "intake :: door",
            "intake :: inbox",
            "npsp2026",
            "paygov",
            "agreement",
            "figures",
            "procedures",
            "situation"
        })
@NullMarked
package vn.lienthong.console;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
