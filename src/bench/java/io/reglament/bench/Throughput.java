package io.reglament.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

/** How many life cycles a second a number of threads complete together. */
final class Throughput {

    private Throughput() {}

    /**
     * @param duration how long new cycles are begun; those under way at its end still count, and so does their time
     * @return completed cycles per second
     */
    static double measure(LifeCycle cycle, int threads, Duration duration) throws InterruptedException {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            AtomicBoolean over = new AtomicBoolean();
            long begin = System.nanoTime();
            List<Future<Long>> counts = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                counts.add(pool.submit(() -> {
                    long completed = 0;
                    while (!over.get()) {
                        cycle.runOne();
                        completed++;
                    }
                    return completed;
                }));
            }
            Thread.sleep(duration.toMillis());
            over.set(true);
            long total = 0;
            for (Future<Long> count : counts) {
                total += count.get();
            }
            return total / ((System.nanoTime() - begin) / 1e9);
        } catch (ExecutionException e) {
            throw new IllegalStateException(cycle.name() + " failed", e.getCause());
        } finally {
            pool.shutdownNow();
        }
    }

    /**
     * Rounds alternate, so that both sides meet the same warmth of caches and the same neighbours on the machine.
     *
     * @param prepared more cycles than one round can do
     */
    static double[] medians(List<LifeCycle> cycles, int threads, Duration round, int rounds, int prepared)
            throws InterruptedException {
        double[][] rates = new double[cycles.size()][rounds];
        for (int i = 0; i < rounds; i++) {
            for (int c = 0; c < cycles.size(); c++) {
                cycles.get(c).prepare(prepared);
                rates[c][i] = measure(cycles.get(c), threads, round);
            }
        }
        return Arrays.stream(rates).mapToDouble(Throughput::median).toArray();
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
