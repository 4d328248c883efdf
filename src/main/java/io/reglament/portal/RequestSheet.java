package io.reglament.portal;

import java.util.List;

/**
 * What the customer's page says about a request, ready to be shown.
 *
 * @param product its name
 * @param step how far the request has come, 1 to 4: received, in work, answered, closed
 * @param next key of the sentence that says what happens next
 * @param silenceDays after how many days without remarks the request closes; null where it does not by itself
 * @param due the planned date; null where there is none, or it is past use
 * @param rating this visitor's, 1 to 5; null where none was given
 * @param open whether the page takes messages
 * @param zone in which all times of the page are
 */
record RequestSheet(
        String product,
        int step,
        String next,
        Integer silenceDays,
        String due,
        String registered,
        List<Entry> entries,
        Integer rating,
        boolean open,
        String zone) {

    /**
     * One message.
     *
     * @param ours whether the vendor wrote it
     * @param mine whether this visitor wrote it
     * @param text the writer's own words
     * @param whole the whole text with what it quotes; null where the own words are all
     */
    record Entry(
            long id,
            boolean ours,
            boolean mine,
            String writer,
            String at,
            String text,
            String whole,
            List<File> files) {}

    record File(long id, String name, String size) {}
}
