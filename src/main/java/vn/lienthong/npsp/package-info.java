/** The National Public Service Portal: its messages, its session, its answers. Facts are cited by section of the interface fact sheet (npsp). */
@ApplicationModule(allowedDependencies = {"dossier", "ledger", "relay"})
@NullMarked
package vn.lienthong.npsp;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
