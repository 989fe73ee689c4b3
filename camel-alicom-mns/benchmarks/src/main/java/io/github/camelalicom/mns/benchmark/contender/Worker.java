/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.github.camelalicom.mns.benchmark.contender;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;

/**
 * A process with one contender in it, so that its cost can be measured. It reads commands from its
 * standard input, one per line: {@code work <queues>} begins to work through queues, {@code rest}
 * ends that, {@code figures} asks what it has cost so far, {@code footprint} what it holds, {@code
 * end} ends the process. Answers each with a line.
 */
public final class Worker {

    /** Begins each answer: libraries print what they like. */
    public static final String ANSWER = "> ";

    private final ConcurrentLinkedQueue<Long> lags = new ConcurrentLinkedQueue<>();
    private final LongAdder done = new LongAdder();
    private final Map<Long, Long> allocated = new HashMap<>();
    private final Contender contender;
    private final String endpoint;
    private final String accessKey;
    private final String secretKey;
    private AutoCloseable atWork;

    private Worker(Contender contender, String endpoint, String accessKey, String secretKey) {
        this.contender = contender;
        this.endpoint = endpoint;
        this.accessKey = accessKey;
        this.secretKey = secretKey;
    }

    /** Arguments: name of the contender, endpoint, and the account's two keys. */
    public static void main(String[] arguments) throws Exception {
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> fail(thread, failure));
        Contender contender = Contenders.valueOf(arguments[0]).contender();
        new Worker(contender, arguments[1], arguments[2], arguments[3]).serve();
        // whatever threads the contender leaves
        System.exit(0);
    }

    /** With a thread less the contender would go on, and only seem slow. */
    private static void fail(Thread thread, Throwable failure) {
        System.err.println("Thread " + thread.getName() + " has failed");
        failure.printStackTrace();
        Runtime.getRuntime().halt(1);
    }

    private void serve() throws Exception {
        BufferedReader in =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine();
                line != null && !line.equals("end");
                line = in.readLine()) {
            System.out.println(ANSWER + answer(line));
        }
    }

    private String answer(String line) throws Exception {
        if (line.startsWith("work ")) {
            List<String> queues = List.of(line.substring("work ".length()).split(" "));
            Job job = new Job(endpoint, queues, accessKey, secretKey);
            atWork = contender.start(job, this::done);
            return "works";
        }
        if (line.equals("rest")) {
            atWork.close();
            return "rests";
        }
        return line.equals("footprint") ? footprint() : figures();
    }

    private void done(long enqueued) {
        done.increment();
        if (enqueued > 0) {
            lags.add(System.currentTimeMillis() - enqueued);
        }
    }

    /**
     * CPU nanoseconds, milliseconds of compiling, bytes allocated, messages done, then the lags
     * since the last mark.
     */
    private String figures() {
        OperatingSystemMXBean system =
                (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        StringBuilder text = new StringBuilder();
        text.append(system.getProcessCpuTime()).append(' ');
        text.append(ManagementFactory.getCompilationMXBean().getTotalCompilationTime()).append(' ');
        text.append(allocated()).append(' ');
        text.append(done.sum());
        for (Long lag = lags.poll(); lag != null; lag = lags.poll()) {
            text.append(' ').append(lag);
        }
        return text.toString();
    }

    /** Live threads, and bytes of heap in use after a garbage collection. */
    private static String footprint() {
        System.gc();
        return ManagementFactory.getThreadMXBean().getThreadCount()
                + " "
                + ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** By all threads, those that have ended included, as far as they were seen before. */
    private long allocated() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long[] ids = threads.getAllThreadIds();
        long[] bytes = threads.getThreadAllocatedBytes(ids);
        for (int i = 0; i < ids.length; i++) {
            allocated.merge(ids[i], Math.max(0, bytes[i]), Math::max);
        }
        return allocated.values().stream().mapToLong(Long::longValue).sum();
    }
}
