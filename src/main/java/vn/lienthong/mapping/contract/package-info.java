/**
 * Contracts: JSON Schemas, in the part of that language the engine promises to hold ({@code type}, {@code properties},
 * {@code required}, {@code additionalProperties}, {@code items}, {@code minLength}, {@code maxLength}, {@code pattern},
 * {@code enum}, {@code const}), compiled into one check per field. Annotations of ours: {@code x-unknown}, how an unknown
 * value is written; {@code x-personal}; {@code x-origin}; {@code x-filled-by}, who fills a mandatory field after the mapping.
 */
@NullMarked
package vn.lienthong.mapping.contract;

import org.jspecify.annotations.NullMarked;
