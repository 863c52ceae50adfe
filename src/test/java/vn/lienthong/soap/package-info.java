@NullMarked
package vn.lienthong.soap;

import org.jspecify.annotations.NullMarked;
