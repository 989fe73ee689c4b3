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
package io.github.camelalicom.mns.benchmark;

/** How many messages arrive while the cost of many queues is measured. */
enum Load {
    IDLE("none") {
        @Override
        double perSecond(int queues) {
            return 0;
        }
    },
    ONE_A_SECOND("one a second") {
        @Override
        double perSecond(int queues) {
            return 1;
        }
    },
    ONE_A_QUEUE_A_MINUTE("one a minute in each queue") {
        @Override
        double perSecond(int queues) {
            return queues / 60.0;
        }
    };

    private final String title;

    Load(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    /** The number of messages a second over all queues. */
    abstract double perSecond(int queues);
}
