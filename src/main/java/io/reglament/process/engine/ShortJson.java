package io.reglament.process.engine;

import java.nio.charset.StandardCharsets;
import org.camunda.bpm.engine.impl.variable.serializer.ValueFields;
import org.camunda.spin.plugin.impl.JsonValueSerializer;
import org.camunda.spin.plugin.variable.value.SpinValue;

/**
 * JSON variables, as the engine stores them, but short ones in the variable's own row: the choices of each form would
 * otherwise be written to a second table, read from it and deleted. Reads both.
 */
final class ShortJson extends JsonValueSerializer {

    /** What the column holds. */
    private static final int LONGEST_TEXT = 4_000;

    @Override
    protected void writeToValueFields(SpinValue value, ValueFields fields, byte[] serialized) {
        String text = serialized == null ? null : new String(serialized, StandardCharsets.UTF_8);
        boolean isShort = text == null || text.length() <= LONGEST_TEXT;
        fields.setTextValue(isShort ? text : null);
        fields.setByteArrayValue(isShort ? null : serialized);
    }

    @Override
    protected byte[] readSerializedValueFromFields(ValueFields fields) {
        String text = fields.getTextValue();
        return text == null ? super.readSerializedValueFromFields(fields) : text.getBytes(StandardCharsets.UTF_8);
    }
}
