/**
 * What the proof machine is going to do, worked out from a seed before anything runs: the history of records that will be
 * pushed, with the fate each must have in the end, and the faults that will strike meanwhile. The same seed and the same
 * numbers give the same plan; no clock, no thread and no network has a part in it.
 */
@NullMarked
package vn.lienthong.sandbox.soak.plan;

import org.jspecify.annotations.NullMarked;
