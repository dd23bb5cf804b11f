// Package text holds every sentence people read, in Chinese and English, behind typed keys.
package text
