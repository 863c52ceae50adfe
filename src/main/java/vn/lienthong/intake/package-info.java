/** Accepts records from agency systems into the ledger: pushed by HTTP, or dropped as files. A source is told "taken" only when the record is on disk. */
@ApplicationModule(allowedDependencies = {"dossier", "mapping", "ledger", "relay"})
@NullMarked
package vn.lienthong.intake;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
