/** The one class that is put beside an installed connector, so that its clock can be moved and no run outlives its soak. */
@NullMarked
package vn.lienthong.sandbox.soak.connector;

import org.jspecify.annotations.NullMarked;
