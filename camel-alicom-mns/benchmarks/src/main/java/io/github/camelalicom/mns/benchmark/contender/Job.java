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

import java.util.List;

/**
 * What a contender works on.
 *
 * @param endpoint base URL of the service
 * @param queues names of the queues
 * @param accessKey the account's
 * @param secretKey the account's
 */
public record Job(String endpoint, List<String> queues, String accessKey, String secretKey) {

    /** The first, for contenders that are never measured with several. */
    String queue() {
        return queues.get(0);
    }
}
