// Package journey holds no program, only the journeys of people through the whole product in a real Chromium: each does in one go what an office
// does in days or years. They run with XINSHENG_BROWSER=1.
package journey
