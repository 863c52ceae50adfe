@NullMarked
package vn.lienthong.mapping.source;

import org.jspecify.annotations.NullMarked;
