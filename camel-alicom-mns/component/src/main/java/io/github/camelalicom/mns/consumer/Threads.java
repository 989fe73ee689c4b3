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
package io.github.camelalicom.mns.consumer;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;

/**
 * The engine's threads. Whoever made them ends them, after the engine has stopped.
 *
 * @param io receivers, extensions, deletes and releases: they wait for the network
 * @param workers the route
 * @param timer ticks, which never block
 */
public record Threads(
        ExecutorService io, ExecutorService workers, ScheduledExecutorService timer) {}
