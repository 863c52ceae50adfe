/** Start-up checks, route files, health, metrics, and the command line. */
@ApplicationModule(allowedDependencies = {"dossier", "mapping", "ledger", "relay", "npsp", "paygov"})
@NullMarked
package vn.lienthong.operations;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
