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

/** A way to work through a queue: receive, hand over, delete. */
@FunctionalInterface
public interface Contender {

    /** What the contender does with a message: nothing but note that it came. */
    @FunctionalInterface
    interface Work {

        /**
         * @param enqueued when the message was put into the queue, epoch milliseconds; 0 if the
         *     contender does not tell
         */
        void done(long enqueued);
    }

    /** Starts, and returns what stops it. */
    AutoCloseable start(Job job, Work work) throws Exception;
}
