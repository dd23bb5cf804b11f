// Package gallery shows every component in every state, in both languages, and looks at the result in a browser. It has only tests:
//
//	go test ./web/gallery                     renders the pages into build/gallery and checks their HTML
//	XINSHENG_BROWSER=1 go test ./web/gallery  also opens them in Chromium at 1440 and 360 pixels, checks them and saves pictures
package gallery
