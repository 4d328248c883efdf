package io.reglament.bench;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;

/** How many life cycles a second a number of threads complete together. */
final class Throughput {

    private Throughput() {}

    /**
     * @param perSecond completed cycles per second
     * @param cpuMillis time that a cycle takes of the calling thread's processor; says more than the rate on a machine
     *     that also does other things, but nothing about the database's work
     */
    record Rate(double perSecond, double cpuMillis) {}

    /** @param duration how long new cycles are begun; those under way at its end still count, and so does their time */
    static Rate measure(LifeCycle cycle, int threads, Duration duration) throws InterruptedException {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            AtomicBoolean over = new AtomicBoolean();
            LongAdder cycles = new LongAdder();
            LongAdder cpuNanos = new LongAdder();
            long begin = System.nanoTime();
            List<Future<?>> workers = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                workers.add(pool.submit(() -> {
                    while (!over.get()) {
                        cycle.runOne();
                        cycles.increment();
                    }
                    cpuNanos.add(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime());
                }));
            }
            Thread.sleep(duration.toMillis());
            over.set(true);
            for (Future<?> worker : workers) {
                worker.get();
            }
            double seconds = (System.nanoTime() - begin) / 1e9;
            return new Rate(cycles.sum() / seconds, cpuNanos.sum() / 1e6 / cycles.sum());
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
     * @return for each cycle the round with the median rate
     */
    static List<Rate> medians(List<LifeCycle> cycles, int threads, Duration round, int rounds, int prepared)
            throws InterruptedException {
        List<List<Rate>> measured =
                cycles.stream().map(c -> (List<Rate>) new ArrayList<Rate>()).toList();
        for (int i = 0; i < rounds; i++) {
            for (int c = 0; c < cycles.size(); c++) {
                cycles.get(c).prepare(prepared);
                measured.get(c).add(measure(cycles.get(c), threads, round));
            }
        }
        return measured.stream().map(Throughput::median).toList();
    }

    private static Rate median(List<Rate> rates) {
        return rates.stream()
                .sorted(Comparator.comparingDouble(Rate::perSecond))
                .toList()
                .get(rates.size() / 2);
    }
}
