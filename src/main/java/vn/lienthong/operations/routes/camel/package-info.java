/** Runs route files by Camel. */
@NullMarked
package vn.lienthong.operations.routes.camel;

import org.jspecify.annotations.NullMarked;
