/**
 * What models say, read as JSON with the values that are written in it, or refused. Start with
 * {@link io.aiops4j.learning.json.JsonRepair}.
 */
@NullMarked
package io.aiops4j.learning.json;

import org.jspecify.annotations.NullMarked;
