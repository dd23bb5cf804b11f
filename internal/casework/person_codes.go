package casework

import "fmt"

// EthnicityCodes returns the codes of GB/T 3304 in order: 01 to 56, other, and of foreign descent.
func EthnicityCodes() []string {
	all := make([]string, 0, 58)
	for i := 1; i <= 56; i++ {
		all = append(all, fmt.Sprintf("%02d", i))
	}
	return append(all, "97", "98")
}

// EducationCodes returns the codes of GB/T 4658, the highest first.
func EducationCodes() []string { return []string{"10", "20", "30", "40", "60", "70", "80", "90"} }

// MaritalCodes returns the codes of GB/T 2261.2.
func MaritalCodes() []string { return []string{"10", "20", "30", "40", "90"} }

// WorkStateCodes returns the codes of GB/T 2261.4 that occur here; what somebody works at is written in words, these are suggestions.
func WorkStateCodes() []string {
	return []string{"27", "24", "54", "51", "17", "31", "70", "80", "90"}
}
