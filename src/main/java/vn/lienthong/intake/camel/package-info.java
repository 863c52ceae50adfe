/** Lets routes reach the inbox: {@code intake:inbox} gives pages of dropped files, {@code intake:enter} enters them. */
@NullMarked
package vn.lienthong.intake.camel;

import org.jspecify.annotations.NullMarked;
