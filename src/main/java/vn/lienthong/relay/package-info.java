/**
 * Takes what is due from the ledger, carries it through its flow's route, and turns the outcome into a state. It asks the
 * counterpart's circuit breaker, pace and bulkhead before it claims anything, so an open breaker holds deliveries and uses
 * up none of their attempts. Retry lives in the ledger, never in memory. Policies are files, one per counterpart.
 */
@ApplicationModule(allowedDependencies = {"dossier", "ledger"})
@NullMarked
package vn.lienthong.relay;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
