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

/**
 * What a worker holds at one moment.
 *
 * @param threads live threads, those of the JVM included
 * @param heapBytes used after a garbage collection
 */
record Footprint(int threads, long heapBytes) {

    static Footprint parse(String line) {
        String[] numbers = line.split(" ");
        return new Footprint(Integer.parseInt(numbers[0]), Long.parseLong(numbers[1]));
    }

    double heapMegabytes() {
        return heapBytes / 1e6;
    }
}
