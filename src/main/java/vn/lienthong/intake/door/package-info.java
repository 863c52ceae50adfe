/**
 * What every HTTP door does before a record is entered, whoever calls: reads a body within bounds of size, number and time,
 * and looks whether it is text of one meaning. What fails here is turned away and nothing of it is kept. Rooms with a door
 * of their own (the portal's) use it too.
 */
@NamedInterface("door")
@NullMarked
package vn.lienthong.intake.door;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
