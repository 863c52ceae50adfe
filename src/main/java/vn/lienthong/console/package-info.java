/** Pages and API for the people who run the connector. Holds no rule of its own: it shows what other rooms know, and passes on the four verbs. */
@ApplicationModule(allowedDependencies = {"dossier", "mapping", "ledger", "relay"})
@NullMarked
package vn.lienthong.console;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
