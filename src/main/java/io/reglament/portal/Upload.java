package io.reglament.portal;

import io.reglament.request.NewMessage.NewAttachment;
import java.util.List;

/**
 * What came with the form of a message.
 *
 * @param form its seal; null if missing
 * @param once what makes a second copy of the same form known; null if missing
 * @param text as typed, at most a little more than is allowed
 * @param files empty where too much came
 * @param tooMuch whether more or larger files came than are taken
 */
record Upload(String form, String once, String text, List<NewAttachment> files, boolean tooMuch) {}
