/**
 * What integrators and tests play with: a strict, stateful portal (npsp 3 to 10) on WireMock, with a page of its own
 * and switches for its faults, both payment systems ({@code payment}), and a launcher that puts the connector before
 * them. Never part of what a ministry installs.
 */
@NullMarked
package vn.lienthong.sandbox;

import org.jspecify.annotations.NullMarked;
