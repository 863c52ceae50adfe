/** The conversions that {@code as:} names: dates, money, codes, numbers of persons and telephones. Nothing is guessed. */
@NullMarked
package vn.lienthong.mapping.convert;

import org.jspecify.annotations.NullMarked;
