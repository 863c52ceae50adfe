@NullMarked
package vn.lienthong.intake.rest;

import org.jspecify.annotations.NullMarked;
