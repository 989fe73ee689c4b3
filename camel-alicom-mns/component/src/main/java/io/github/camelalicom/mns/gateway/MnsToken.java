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
package io.github.camelalicom.mns.gateway;

/**
 * Temporary credentials for one queue.
 *
 * @param expiresAt end of life on the monotonic clock of {@link System#nanoTime()}
 */
record MnsToken(String accessKeyId, String accessKeySecret, String securityToken, long expiresAt) {

    boolean expired(long now) {
        return expiresAt - now <= 0;
    }

    @Override
    public String toString() {
        return "MnsToken[***]";
    }
}
