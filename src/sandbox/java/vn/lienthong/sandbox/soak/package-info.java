/**
 * The proof machine, {@code ./lienthong soak}: it pushes a planned history of records through real connector processes to a
 * recording portal, lets planned faults strike them meanwhile, waits until nothing moves any more, and holds what the
 * portal recorded and what stands in the ledger against every promise of the product.
 *
 * <p>{@code plan} says what will be done, from a seed; this package does it; {@code check} judges. The connectors are what
 * a ministry installs, with one main class beside them ({@code connector}) that lets their clock be moved.
 */
@NullMarked
package vn.lienthong.sandbox.soak;

import org.jspecify.annotations.NullMarked;
