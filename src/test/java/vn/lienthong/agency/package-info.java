@NullMarked
package vn.lienthong.agency;

import org.jspecify.annotations.NullMarked;
