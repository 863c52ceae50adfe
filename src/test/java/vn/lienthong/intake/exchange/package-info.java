@NullMarked
package vn.lienthong.intake.exchange;

import org.jspecify.annotations.NullMarked;
