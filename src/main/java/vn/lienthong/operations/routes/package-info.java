/**
 * Route files, loaded one by one: a broken file is reported and stops only itself, a changed file is live within seconds,
 * a broken change leaves the running route alone. A file may name only what the allow-list has, so whoever may write route
 * files may not thereby run code.
 */
@NullMarked
package vn.lienthong.operations.routes;

import org.jspecify.annotations.NullMarked;
